; Inno Setup 6: an installer for one user, without administrator rights. Run after `python packaging/dev.py bundle`:
;   iscc /DAppVersion=1.2.3 packaging\windows\kanbert-desktop.iss
; Unverified: nobody has run it yet.

#ifndef AppVersion
  #error Pass the version: iscc /DAppVersion=...
#endif
#define Name "Kanbert Desktop"
#define Program "kanbert-desktop.exe"
#define Scheme "kanbert-desktop"

[Setup]
; Never changes: Windows recognises by it that a newer version replaces an older one.
AppId={{7B0C9A52-3E5B-4C1D-9A86-2D4C7F51E0B3}
AppName={#Name}
AppVersion={#AppVersion}
AppPublisher=The Kanbert Desktop authors
DefaultDirName={localappdata}\Programs\{#Name}
DisableProgramGroupPage=yes
DisableDirPage=auto
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=kanbert-desktop-{#AppVersion}-windows-x64
SetupIconFile=..\..\build\bundle\kanbert-desktop.ico
UninstallDisplayIcon={app}\{#Program}
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
; A running window saves everything when asked to close.
CloseApplications=yes
RestartApplications=no
ChangesEnvironment=no

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
en.SampleData=Try {#Name} with sample data
de.SampleData={#Name} mit Beispieldaten ausprobieren

[InstallDelete]
; A newer version must not find libraries of an older one.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\build\kanbert-desktop\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{userprograms}\{#Name}"; Filename: "{app}\{#Program}"; AppUserModelID: "kanbert-desktop"
Name: "{userprograms}\{cm:SampleData}"; Filename: "{app}\{#Program}"; Parameters: "--sandbox"

[Registry]
; Links such as kanbert-desktop://card/ID, for this user only. The link is one argument, whatever it contains.
Root: HKCU; Subkey: "Software\Classes\{#Scheme}"; ValueType: string; ValueName: ""; ValueData: "URL:{#Name}"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\{#Scheme}"; ValueType: string; ValueName: "URL Protocol"; ValueData: ""
Root: HKCU; Subkey: "Software\Classes\{#Scheme}\DefaultIcon"; ValueType: string; ValueName: ""; ValueData: "{app}\{#Program},0"
Root: HKCU; Subkey: "Software\Classes\{#Scheme}\shell\open\command"; ValueType: string; ValueName: ""; ValueData: """{app}\{#Program}"" ""%1"""
; Removes the autostart entry: Windows must not look for a removed program.
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueName: "kanbert-desktop"; Flags: dontcreatekey uninsdeletevalue

[Run]
Filename: "{app}\{#Program}"; Description: "{cm:LaunchProgram,{#Name}}"; Flags: nowait postinstall skipifsilent

; Boards, settings and unsent edits are stored elsewhere and stay.
