#!/bin/sh
# What Netlify runs at every push, also for previews of pull requests and branches, which have addresses of their own.
set -eu
if [ "$(git rev-parse --is-shallow-repository)" = true ]; then
  # The whole history: what a brief said before is part of what is checked.
  git fetch --unshallow --quiet || echo "netlify.sh: the history stays cut off" >&2
fi
python -m pip install -r requirements.txt
onrecord check
if [ "${CONTEXT:-production}" = production ]; then base=${URL:-}; else base=${DEPLOY_PRIME_URL:-}; fi
onrecord build ${base:+--base-url "$base"}
if [ -f output/_redirects ]; then
  # Netlify passes over a rule where there is a file, and old addresses have pages for other hosts. '301!': not here.
  sed 's/ 301$/ 301!/' output/_redirects > output/_redirects.forced
  mv output/_redirects.forced output/_redirects
fi
rm -rf output/.onrecord # what builds keep for themselves
