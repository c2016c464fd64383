#!/bin/sh
# What a machine does to check and build the site: call it from any CI, then publish the folder output/.
set -eu
python3 -m venv .venv
.venv/bin/python -m pip install -r requirements.txt
.venv/bin/onrecord check
.venv/bin/onrecord build
