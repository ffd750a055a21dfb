"use client";
import { useEffect, useState } from "react";

/**
 * What stands behind `#` in the address, which the server never sees; null until the browser has spoken. It is taken
 * out of the address at once, so that it stays in no history and on no screen.
 */
export function useLinkToken(): string | null {
  const [token, setToken] = useState<string | null>(null);
  useEffect(() => {
    setToken((known) => known ?? window.location.hash.slice(1));
    if (window.location.hash) window.history.replaceState(window.history.state, "", window.location.pathname);
    // Another link pasted into the same tab changes nothing but the part behind `#`: the page begins anew.
    // A link within the page, such as “Skip to content”, is none.
    const begin = () => {
      const name = window.location.hash.slice(1);
      if (name !== "" && !document.getElementById(name)) window.location.reload();
    };
    window.addEventListener("hashchange", begin);
    return () => window.removeEventListener("hashchange", begin);
  }, []);
  return token;
}
