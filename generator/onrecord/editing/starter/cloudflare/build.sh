#!/bin/sh
# What Cloudflare Pages runs at every push, also for previews of branches.
set -eu
if [ "$(git rev-parse --is-shallow-repository)" = true ]; then
  # The whole history: what a brief said before is part of what is checked.
  git fetch --unshallow --quiet || echo "build.sh: the history stays cut off" >&2
fi
python -m pip install -r requirements.txt
onrecord check
onrecord build ${CF_PAGES_URL:+--base-url "$CF_PAGES_URL"}
rm -rf output/.onrecord # what builds keep for themselves
