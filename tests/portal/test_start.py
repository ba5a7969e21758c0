"""`shanghui start` collects the static files; one that names a file which is left out stops the first start."""

import re
from pathlib import PurePosixPath

from django.contrib.staticfiles import finders

from shanghui.portal.management.commands.start import UNSERVED

NAMES_MAP = re.compile(rb"sourceMappingURL=([\w.-]+)\s*(?:\*/\s*)?$")


def test_no_collected_file_names_one_that_is_left_out() -> None:
    served = {name: storage for finder in finders.get_finders() for name, storage in finder.list(UNSERVED)}
    lost, naming = [], 0
    for name, storage in served.items():
        if name.endswith((".css", ".js")):
            with storage.open(name) as file:
                found = NAMES_MAP.search(file.read()[-200:])
            naming += found is not None
            if found and str(PurePosixPath(name).with_name(found[1].decode())) not in served:
                lost.append(name)
    assert naming, "the check found nothing to check"
    assert lost == []
