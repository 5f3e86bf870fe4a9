#!/bin/sh
# Packs the server: <folder>/trunkline-<version>.tgz, and beside it the script that installs it.
# Needs the checkout with its dependencies (npm install); builds when the sources have changed.
# Usage: sh deploy/pack.sh <folder>
set -eu
folder=${1:?usage: pack.sh <folder>}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
cd "$(dirname "$0")/.."
npm pack --silent --pack-destination "$folder"
cp deploy/install.sh "$folder/"
