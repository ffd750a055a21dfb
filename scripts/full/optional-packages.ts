import { type DebianPackage, installDebianPackages } from "../setup/debian-packages.mjs";

/** What only the full tests need; without one of them its tests skip. `npm run setup`, and so `npm test`, take none. */
export const optionalPackages: readonly DebianPackage[] = [
  { name: "runsc", why: "the gVisor sandbox" },
  { name: "docker.io", why: "the Docker sandbox", unless: "dockerd" },
  { name: "python3-torch", why: "the starter in PyTorch", unlessPython: "torch" },
  { name: "dataset-fashion-mnist", why: "the images of the kit fashion-mnist" },
  { name: "libvulkan1", why: "WebGPU on this machine's graphics card" },
  { name: "mesa-vulkan-drivers", why: "the drivers of Intel's and AMD's cards for it" },
  // 60 MB in all; the full TeX Live would be 5 GB.
  { name: "texlive-latex-base", why: "sets the template of the report", unless: "pdflatex" },
  { name: "texlive-latex-recommended", why: "sets the template of the report", unless: "pdflatex" },
];

/** After so long no further package is begun: a network that swallows everything must not hold the tests up. */
const longestMs = 15 * 60_000;

interface Tools {
  isRoot: boolean;
  say: (line: string) => void;
  /** In milliseconds. */
  now: () => number;
}

/**
 * Installs these packages one by one, so that one which cannot be had keeps no other away, and says what became of
 * each. Ends always: the whole and every call of the package manager have their time limits.
 */
export async function installOptional(packages: readonly DebianPackage[], { isRoot, say, now }: Tools): Promise<void> {
  const end = now() + longestMs;
  let listed = false;
  for (const one of packages) {
    const title = `${one.name} (${one.why})`;
    if (now() > end) {
      say(
        `– ${title}: not tried, since the packages before it took more than ${longestMs / 60_000} min; its tests skip`,
      );
      continue;
    }
    const progress = (line: string): void => say(`… ${title}: ${line}`);
    const result = await installDebianPackages([one], { isRoot, listed, progress });
    if (result.state !== "kept") listed = true;
    const has = result.state === "done" || result.state === "kept";
    say(has ? `✓ ${title}: ${result.says}` : `– ${title}: ${result.says}; its tests skip`);
  }
}
