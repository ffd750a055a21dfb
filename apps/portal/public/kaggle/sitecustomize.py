"""Points the official `kaggle` command (1.7 and newer) at a course portal.

Put this file into a folder of its own and set, for the kaggle command only:
    PYTHONPATH=<that folder>  GRADER_URL=https://<the portal>

Python runs a `sitecustomize` at its start. This one does nothing unless GRADER_URL is set; then it replaces, as soon
as the client's library is loaded, the address that the library calls "local" by the portal's. Nothing is installed
and nothing else is changed; certificates are verified as always.
"""

import importlib.abc
import importlib.machinery
import os
import sys

MODULE = "kagglesdk.kaggle_env"


def _point(module, url):
    endpoints = getattr(module, "_env_to_endpoint", None)
    local = getattr(getattr(module, "KaggleEnv", None), "LOCAL", None)
    if not isinstance(endpoints, dict) or local not in endpoints:
        raise SystemExit(
            "This version of kaggle cannot be pointed at your course's portal: kagglesdk.kaggle_env has changed.\n"
            'Use the older client instead: pip install "kaggle==1.6.17", and set KAGGLE_API_ENDPOINT to the portal\'s address.'
        )
    endpoints[local] = url


class _Loader(importlib.abc.Loader):
    def __init__(self, loader, url):
        self._loader = loader
        self._url = url

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        self._loader.exec_module(module)
        _point(module, self._url)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, url):
        self._url = url

    def find_spec(self, name, path=None, target=None):
        if name != MODULE:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader, self._url)
        return spec


_url = os.environ.get("GRADER_URL", "").strip().rstrip("/")
if _url:
    if not _url.startswith(("https://", "http://")):
        raise SystemExit("GRADER_URL must begin with https:// or http://. Copy it from the portal's page “API tokens”.")
    os.environ["KAGGLE_API_ENVIRONMENT"] = "LOCALHOST"
    sys.meta_path.insert(0, _Finder(_url))
