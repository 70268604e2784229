#!/bin/sh
# Signs, packs and notarises the application built by `python3 packaging/dev.py bundle`; run on macOS.
# Unverified: nobody has run it yet.
#
#   KANBERT_CODESIGN_IDENTITY  "Developer ID Application: …"; must be set for the bundle, too.
#                              Without it the signature is ad hoc: valid on this computer only.
#   KANBERT_NOTARY_PROFILE     a profile stored in the keychain by `xcrun notarytool store-credentials`;
#                              without it nothing is sent to Apple. No password is passed here.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(CDPATH='' cd -- "$here/../.." && pwd -P)
app="$root/build/bundle/made/Kanbert Desktop.app"
licences=$root/build/kanbert-desktop/_internal/resources/licences.json
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$root/kanbert_desktop/__init__.py")
image=$root/dist/kanbert-desktop-$version-macos-$(uname -m).dmg
identity=${KANBERT_CODESIGN_IDENTITY:--}

[ -d "$app" ] || {
    echo "There is no application yet. Make it with: python3 packaging/dev.py bundle" >&2
    exit 1
}

# The licences are collected after PyInstaller has signed, so the outermost signature is renewed; inner ones stay valid.
cp "$licences" "$app/Contents/Resources/resources/licences.json"
sign() {
    if [ "$identity" = - ]; then
        codesign --force --sign - "$@"
    else
        codesign --force --timestamp --sign "$identity" "$@"
    fi
}
sign --options runtime --entitlements "$here/entitlements.plist" "$app"
codesign --verify --deep --strict --verbose=2 "$app"

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
# ditto preserves what a signature covers.
ditto "$app" "$stage/Kanbert Desktop.app"
ln -s /Applications "$stage/Applications"
mkdir -p "$root/dist"
hdiutil create -volname "Kanbert Desktop" -srcfolder "$stage" -format UDZO -ov "$image"
sign "$image"

if [ -n "${KANBERT_NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$KANBERT_NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
    spctl --assess --type open --context context:primary-signature --verbose "$image"
else
    echo "Not notarised: other computers open it only after their owner has confirmed it."
fi
echo "$image"
