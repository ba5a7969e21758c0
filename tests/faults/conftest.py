import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.place import Place, Template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    made = Template(tmp_path_factory.mktemp("template"), os.environ.get("DATABASE_URL", ""))
    yield made
    made.drop(made.place)


@pytest.fixture
def place(template: Template, tmp_path: Path) -> Iterator[Place]:
    made = template.copy(tmp_path)
    yield made
    template.drop(made)


@pytest.fixture
def empty_place(template: Template, tmp_path: Path) -> Iterator[Place]:
    made = template.copy(tmp_path / "empty", migrated=False)
    yield made
    template.drop(made)
