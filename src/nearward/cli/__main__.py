from nearward.cli import main

main()
