"""What can go wrong when days are given to a detector; everything else is a programming mistake."""


class DetectError(ValueError):
    """Base of all errors of this package."""


class ShapeError(DetectError):
    """An item, policy, answer or array that does not fit the declared shapes."""


class OrderError(DetectError):
    """A day on or before the last day that the state has seen; replay from an earlier state instead."""


class StateError(DetectError):
    """A stored state that cannot be read."""


class TableError(DetectError):
    """A table without usable columns."""
