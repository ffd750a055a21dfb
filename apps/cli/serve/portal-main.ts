// The portal's own process, started by `gradmark serve` as the ordinary service user. Arguments: port, host. Writes
// one line of JSON, {"url","ownerLink"}, to descriptor 3 when it answers (stdout belongs to Next); ends in good order on SIGTERM.
import { writeSync } from "node:fs";
import { startPortal } from "@gradmark/portal";

const [port = "3000", host = "127.0.0.1"] = process.argv.slice(2);
const home = process.env.GRADMARK_HOME;
if (home === undefined) throw new Error("GRADMARK_HOME is not set");
const portal = await startPortal({ home, port: Number(port), host });
writeSync(3, `${JSON.stringify({ url: portal.url, ownerLink: portal.ownerLink })}\n`);
process.once("SIGTERM", () => {
  portal.close().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`the portal did not close in good order: ${String(error)}\n`);
      process.exit(3);
    },
  );
});
