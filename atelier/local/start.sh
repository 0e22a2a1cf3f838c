# Finds a Python that is new enough and hands over to it; bin/serve and its kin read this file.
# `command` is set by the caller. Nothing here but the shell's own words: PATH may hold Python alone.
folder=${0%/*}
[ "$folder" = "$0" ] && folder=.
for python in python3.11 python3.12 python3.13 python3.14 python3 python; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        exec "$python" "$folder/../atelier/local/bootstrap.py" "$command" "$@"
    fi
done
echo "Atelier needs Python 3.11 or newer, and no such python3 is on the PATH." >&2
exit 1
