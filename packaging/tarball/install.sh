#!/bin/sh
# Installs Kanbert Desktop below ~/.local for the current user, without root. Run again, it upgrades.
set -eu

name=kanbert-desktop
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
home=${HOME:?HOME is not set: there is no folder to install to.}
data=${XDG_DATA_HOME:-$home/.local/share}
library=$home/.local/lib/$name
link=$home/.local/bin/$name
program=$library/$name
list=$library/installed-files

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

# --- Checks first, so that nothing has changed if it cannot continue.

# dash and bash disagree about `-e` of a dangling link.
if [ -e "$link" ] || [ -L "$link" ]; then
    [ "$(readlink -- "$link" || :)" = "$program" ] ||
        stop "$link exists and is not from this archive (pip or pipx may have put it there)." \
            'Remove it, then run this script again. Nothing was changed.'
fi
missing=$(
    find "$here/program" -type f \( -name '*.so*' -o -name "$name" \) \
        -exec env LD_LIBRARY_PATH="$here/program/_internal" ldd {} + 2>/dev/null |
        sed -n 's/^[[:space:]]*\(.*\) => not found.*/\1/p' | sort -u
)
[ -z "$missing" ] ||
    stop 'Libraries that the program needs are missing:' "$missing" \
        'On Debian or Ubuntu, an administrator can install them with' \
        "  apt install $(tr '\n' ' ' <"$here/needs.txt")" 'Nothing was changed.'

# --- The program. An unfinished copy never replaces a working one.

forget() {
    while IFS= read -r file; do
        rm -f -- "$file"
    done <"$1"
}

mkdir -p "$home/.local/lib" "$home/.local/bin"
rm -rf "$library.new" "$library.old"
cp -RP "$here/program" "$library.new"
cp "$here/uninstall.sh" "$library.new/uninstall.sh"
: >"$library.new/installed-files"
if [ -d "$library" ]; then
    # Removes files that only the older version had.
    if [ -f "$list" ]; then forget "$list"; fi
    mv "$library" "$library.old"
fi
mv "$library.new" "$library"
rm -rf "$library.old"
ln -sf "$program" "$link"

# --- Files that the desktop reads.

# Applies both rules of a desktop file: quoting of an argument, and escaping of any text.
quoted=$(printf '%s' "$program" | sed -e 's/\\/\\\\\\\\/g' -e 's/["`$]/\\\\&/g' -e 's/%/%%/g')
# xdg-open takes quotes for a part of the name, so they are only added if necessary.
case $program in
    *[!A-Za-z0-9/._@+:,=-]*) quoted="\"$quoted\"" ;;
esac
# The session bus reads its services alike, but knows no placeholders.
service=$(printf '%s' "$quoted" | sed -e 's/%%/%/g')
text=$(printf '%s' "$program" | sed -e 's/\\/\\\\/g')

with_program() {
    while IFS= read -r line; do
        case $line in
            Exec=@PROGRAM@*) printf 'Exec=%s%s\n' "$1" "${line#Exec=@PROGRAM@}" ;;
            TryExec=@PROGRAM@) printf 'TryExec=%s\n' "$text" ;;
            *) printf '%s\n' "$line" ;;
        esac
    done
}

(cd "$here/share" && find . -type f) | sed 's|^\./||' | sort | while IFS= read -r file; do
    target=$data/$file
    mkdir -p "$(dirname -- "$target")"
    printf '%s\n' "$target" >>"$list"
    case $file in
        *.desktop) with_program "$quoted" <"$here/share/$file" >"$target" ;;
        *.service) with_program "$service" <"$here/share/$file" >"$target" ;;
        *) cp "$here/share/$file" "$target" ;;
    esac
done
if command -v update-desktop-database >/dev/null; then
    update-desktop-database -q "$data/applications" || :
fi
if [ -n "${DBUS_SESSION_BUS_ADDRESS:-}" ] && command -v dbus-send >/dev/null; then
    # A running bus does not look into a folder that is new.
    dbus-send --session --type=method_call --dest=org.freedesktop.DBus / org.freedesktop.DBus.ReloadConfig || :
fi

printf '%s\n' "Kanbert Desktop is installed. Start it from the applications menu or with: $link" \
    "To remove it: $library/uninstall.sh"
case :${PATH:-}: in
    *":$home/.local/bin:"*) ;;
    *) printf '%s\n' "$home/.local/bin is not on your PATH yet; most systems add it at the next log-in." ;;
esac
