"""`nearward notice`: the detector on a table of diaries."""

from pathlib import Path

import click

from nearward_detect import Policy
from nearward_detect.errors import TableError
from nearward_detect.report import notice_file
from nearward_detect.table import Options, parse_range


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--item", "items", multiple=True, metavar="NAME:LOW..HIGH", help="The range of an item's scale.")
@click.option("--closer", multiple=True, metavar="NAME", help="An item where more is nearer.")
@click.option("--farther", multiple=True, metavar="NAME", help="An item where more is farther.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option(
    "--quiet-year",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=Policy().quiet_year,
    show_default=True,
    help="The share of years without any true change that should pass without a notice.",
)
def notice(
    file: Path,
    items: tuple[str, ...],
    closer: tuple[str, ...],
    farther: tuple[str, ...],
    *,
    as_json: bool,
    quiet_year: float,
) -> None:
    """Look for changes in a tidy table: columns couple, person, day or date, then one column for each item."""
    try:
        options = Options(ranges=dict(parse_range(each) for each in items), closer=closer, farther=farther)
        for line in notice_file(file, options, Policy(quiet_year=quiet_year), as_json=as_json):
            click.echo(line.text, err=line.to_error)
    except TableError as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from None
