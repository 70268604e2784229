#!/bin/sh
# Removes what install.sh installed below ~/.local. Boards, settings and unsent edits stay.
set -eu

name=kanbert-desktop
home=${HOME:?HOME is not set: the installation cannot be found.}
data=${XDG_DATA_HOME:-$home/.local/share}
library=$home/.local/lib/$name
link=$home/.local/bin/$name
cache=${XDG_CACHE_HOME:-$home/.cache}
autostart=${XDG_CONFIG_HOME:-$home/.config}/autostart/$name.desktop

if [ ! -d "$library" ]; then
    printf '%s\n' "Kanbert Desktop is not installed in $library." >&2
    exit 1
fi
# Removes a folder with its last file, up to the one that existed before.
while IFS= read -r file; do
    rm -f -- "$file"
    folder=$(dirname -- "$file")
    while [ "$folder" != "$data" ] && rmdir -- "$folder" 2>/dev/null; do
        folder=$(dirname -- "$folder")
    done
done <"$library/installed-files"
if [ "$(readlink -- "$link" 2>/dev/null || :)" = "$library/$name" ]; then rm -f -- "$link"; fi
# Removes the autostart entry too: the system must not look for a removed program.
if grep -qsF "$library/$name" "$autostart"; then rm -f -- "$autostart"; fi
rm -rf -- "$library"
# Removes what made starts quicker; what lies beside it belongs to a program that pip or pipx has put there.
rm -f -- "$cache/$name"/frozen-*
rmdir -- "$cache/$name" 2>/dev/null || :
if command -v update-desktop-database >/dev/null && [ -d "$data/applications" ]; then
    update-desktop-database -q "$data/applications" || :
fi
printf '%s\n' "Kanbert Desktop was removed. Your boards and settings stay in $data/$name."
