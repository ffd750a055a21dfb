import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPublicAddress } from "./public-address.ts";

describe("a public address", () => {
  it.each(["8.8.8.8", "93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:4001::200e"])("is %s", (address) =>
    expect(isPublicAddress(address, [])).toBe(true),
  );

  it.each([
    ["this host", "0.0.0.0", "0.1.2.3", "::"],
    ["loopback", "127.0.0.1", "127.255.255.254", "::1"],
    ["private", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd00:ec2::254"],
    ["of a carrier", "100.64.0.1", "100.100.100.200"],
    ["link-local, where clouds tell their secrets", "169.254.169.254", "169.254.170.2", "fe80::1", "fec0::1"],
    ["a cloud's own service", "168.63.129.16", "192.0.0.192"],
    ["multicast or broadcast", "224.0.0.1", "239.255.255.250", "255.255.255.255", "240.0.0.1", "ff02::1"],
    ["for documentation and tests", "192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "2001:db8::1", "3fff::1"],
    ["an IPv4 address in IPv6", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "::ffff:0:127.0.0.1"],
    ["behind a translator", "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:53aa::1"],
    ["no address", "localhost", "", "127.1.1", "1.2.3.4.5", "fe80::1%eth0"],
  ])("is not one that is %s", (_, ...addresses) => {
    for (const address of addresses) expect(isPublicAddress(address, []), address).toBe(false);
  });

  it("is never in a closed block of IPv4, wherever in it", () => {
    const octet = fc.nat(255);
    const inBlock = fc.constantFrom("10.{}.{}.{}", "127.{}.{}.{}", "169.254.{}.{}", "192.168.{}.{}", "0.{}.{}.{}");
    fc.assert(
      fc.property(inBlock, octet, octet, octet, (form, ...octets) => {
        const address = octets
          .reduce((text: string, value) => text.replace("{}", String(value)), form)
          .replaceAll("{}", "");
        expect(isPublicAddress(address, [])).toBe(false);
        expect(isPublicAddress(`::ffff:${address}`, [])).toBe(false);
      }),
    );
  });

  it("is not one of this machine's own", () => {
    expect(isPublicAddress("8.8.8.8", ["8.8.8.8"])).toBe(false);
    expect(isPublicAddress("2606:4700::1", ["2606:4700:0::1"])).toBe(false);
  });
});
