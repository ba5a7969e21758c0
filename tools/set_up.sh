# Sourced by ./run and ./test: a virtual environment in .venv with exactly what requirements/$1.txt locks.
set -eu
# compiled modules make every later start several times faster
unset PYTHONDONTWRITEBYTECODE

fail() { printf '%s\n' "$1" >&2; exit 1; }

find_python() {
    for name in "${PYTHON:-python3}" python3.13 python3.12 python3.11 python3 python; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$name"
            return
        fi
    done
    fail "需要 Python 3.11 或更新的版本，没有安装任何东西。Python 3.11 or newer is needed; nothing was installed."
}

compile_texts() {  # also after a pull that brought translations
    for texts in src/shanghui/locale/*/LC_MESSAGES/django.po; do
        if [ ! "${texts%.po}.mo" -nt "$texts" ]; then
            .venv/bin/shanghui compile_texts
            return
        fi
    done
}

set_up() {
    wanted="requirements/$1.txt"
    mark=".venv/installed-$1"
    if [ -f "$mark" ] && cmp -s "$wanted" "$mark" && [ -x .venv/bin/shanghui ]; then compile_texts; return; fi
    python=$(find_python) || exit 1
    echo "正在安装 Installing ($wanted) …"
    [ -x .venv/bin/python ] || "$python" -m venv .venv || fail "无法建立 .venv；Debian 上请先安装 python3-venv。"
    if command -v uv >/dev/null 2>&1; then uv=uv; else
        [ -x .venv/bin/uv ] || .venv/bin/python -m pip install --quiet --disable-pip-version-check uv || true
        uv=.venv/bin/uv
    fi
    if command -v "$uv" >/dev/null 2>&1; then
        "$uv" pip install --quiet --python .venv/bin/python --require-hashes -r "$wanted"
        "$uv" pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
    else
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$wanted"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
    fi
    compile_texts
    cp "$wanted" "$mark"
}
