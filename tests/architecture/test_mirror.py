"""Every source module with logic has its own tests at the same path: src/shanghui/a/b.py ↔ tests/a/test_b.py.

`unmirrored.txt` lists the exceptions, each with its reason; a line that is needed no longer fails too, and
`python -m tests.architecture.test_mirror` deletes such lines.
"""

import ast
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
SOURCE, TESTS = HOUSE / "src" / "shanghui", HOUSE / "tests"
LIST = Path(__file__).with_name("unmirrored.txt")


def has_logic(text: str) -> bool:
    """Does a function stand in it that does something? Protocols and abstract methods only say what others do."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not all(_says_only(step) for step in node.body):
            return True
    return False


def _says_only(step: ast.stmt) -> bool:
    """A docstring, `...`, `pass`, or `raise NotImplementedError`."""
    if isinstance(step, ast.Raise):
        return isinstance(step.exc, ast.Name) and step.exc.id == "NotImplementedError"
    return isinstance(step, ast.Pass) or (isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant))


def mirrors(module: Path) -> list[Path]:
    """Where its tests may stand; the folder `commands` may be left out, a package's own file bears its name."""
    relative = module.relative_to(SOURCE)
    folder, name = (
        (relative.parent.parent, relative.parent.name) if module.stem == "__init__" else (relative.parent, module.stem)
    )
    without_commands = Path(*(part for part in folder.parts if part != "commands"))
    return [TESTS / place / f"test_{name}.py" for place in dict.fromkeys((folder, without_commands))]


def unmirrored() -> set[str]:
    modules = (file for file in SOURCE.rglob("*.py") if "migrations" not in file.parts)
    return {
        str(file.relative_to(SOURCE))
        for file in modules
        if has_logic(file.read_text(encoding="utf-8")) and not any(place.exists() for place in mirrors(file))
    }


def excepted() -> dict[str, str]:
    """Path → why, from lines like `core/apps.py: …`."""
    lines = (line.strip() for line in LIST.read_text(encoding="utf-8").splitlines())
    pairs = (line.partition(":") for line in lines if line and not line.startswith("#"))
    return {path.strip(): reason.strip() for path, _, reason in pairs}


def test_every_module_with_logic_has_its_own_tests() -> None:
    missing = sorted(unmirrored() - set(excepted()))
    assert missing == [], (
        "write tests/<same path>/test_<file>.py, or name the reason in tests/architecture/unmirrored.txt"
    )


def test_no_exception_is_needed_no_longer() -> None:
    stale = sorted(set(excepted()) - unmirrored())
    assert stale == [], "they have tests, or are gone: run `python -m tests.architecture.test_mirror`"


def test_every_exception_has_a_reason() -> None:
    assert [path for path, reason in excepted().items() if len(reason) < 10] == []


def test_logic_is_told_from_declarations() -> None:
    assert has_logic("def add(a, b):\n    return a + b")
    assert has_logic("class A:\n    async def a(self):\n        '''Does.'''\n        await b()")
    assert not has_logic("A = 1\nclass B(StrEnum):\n    '''Words.'''\n    C = 'c'")
    assert not has_logic("class P(Protocol):\n    def a(self) -> int:\n        '''Says.'''\n    def b(self): ...\n")
    assert not has_logic("def a():\n    raise NotImplementedError")
    assert has_logic("def a():\n    raise ValueError")


def trim() -> None:
    needed = unmirrored()
    lines = LIST.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line or line.startswith("#") or line.partition(":")[0].strip() in needed]
    LIST.write_text("\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    trim()
