import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import type { Person } from "./person.ts";

export interface Sent {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Requests of the tus protocol as a program makes them, and breaks them off. */
export class Pieces {
  private readonly person: Person;
  private readonly url: string;

  constructor(person: Person, url = person.url) {
    this.person = person;
    this.url = url;
  }

  /** Begins an upload; its address is in `headers.location`. */
  begin(bytes: number, query: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Sent> {
    const search = new URLSearchParams({ course: "pocket", kind: "model", ...query });
    return this.ask("POST", `/api/upload/pieces?${search}`, { "upload-length": String(bytes), ...headers });
  }

  head(path: string): Promise<Sent> {
    return this.ask("HEAD", path, {});
  }

  /** The bytes that are here. */
  async offset(path: string): Promise<number> {
    return Number((await this.head(path)).headers["upload-offset"]);
  }

  send(path: string, offset: number, bytes: Uint8Array): Promise<Sent> {
    return this.ask("PATCH", path, patchHeaders(offset, bytes.length), bytes);
  }

  stop(path: string): Promise<Sent> {
    return this.ask("DELETE", path, {});
  }

  /** Announces all of the bytes, sends only those before `until` and destroys the connection. */
  async breakOff(path: string, offset: number, bytes: Uint8Array, until: number): Promise<void> {
    const headers = { ...this.headers(), ...patchHeaders(offset, bytes.length) };
    await new Promise<void>((done) => {
      const request = httpRequest(this.url + path, { method: "PATCH", headers });
      request.on("error", () => done());
      request.on("close", () => done());
      request.write(bytes.subarray(0, until), () => setTimeout(() => request.destroy(), 300));
    });
  }

  /** Has the whole file taken. */
  finish(path: string, query: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    return this.person.upload({ kind: "model", pieces: path.split("/").at(-1) ?? "", ...query }, "", headers);
  }

  private ask(method: string, path: string, headers: Record<string, string>, body?: Uint8Array): Promise<Sent> {
    return new Promise((done, fail) => {
      const request = httpRequest(this.url + path, { method, headers: { ...this.headers(), ...headers } }, (answer) => {
        let text = "";
        answer.on("data", (chunk: Buffer) => {
          text += chunk.toString();
        });
        answer.on("end", () => done({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
      });
      request.on("error", fail);
      request.end(body);
    });
  }

  private headers(): Record<string, string> {
    return { cookie: this.person.cookieHeader(), "tus-resumable": "1.0.0" };
  }
}

function patchHeaders(offset: number, length: number): Record<string, string> {
  return {
    "content-type": "application/offset+octet-stream",
    "upload-offset": String(offset),
    "content-length": String(length),
  };
}
