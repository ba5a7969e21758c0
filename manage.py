#!/usr/bin/env python3
"""Django's own entry; `shanghui` is the same with fewer letters."""

from shanghui.config.command import main

if __name__ == "__main__":
    raise SystemExit(main())
