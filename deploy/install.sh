#!/bin/sh
# Installs the package beside this script, without a build and without development dependencies.
# Usage: sh install.sh <prefix> [<data folder> <its owner>]
set -eu
prefix=${1:?usage: install.sh <prefix> [<data folder> <its owner>]}
package=$(cd "$(dirname "$0")" && ls "$PWD"/trunkline-*.tgz)
npm install --global --prefix "$prefix" --no-audit --no-fund "$package"
if [ $# -ge 3 ]; then install -d -o "$3" -g "$3" -m 0750 "$2"; fi
"$prefix/bin/trunkline" --version
