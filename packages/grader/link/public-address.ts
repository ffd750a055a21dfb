import { networkInterfaces } from "node:os";
import ipaddr from "ipaddr.js";

/**
 * Whether an address belongs to the open network, where a stranger's link may lead. Everything that the registries of
 * special addresses (IANA, RFC 6890) set apart does not: loopback, private, link-local (cloud metadata), multicast,
 * and the IPv6 forms that carry an IPv4 address, since a translator may lead them back inside.
 */
export function isPublicAddress(text: string, own: readonly string[] = ownAddresses()): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== "unicast") return false;
  const set = address.kind() === "ipv4" ? closedV4 : closedV6;
  if (set.some((range) => address.match(ipaddr.parseCIDR(range)))) return false;
  // Outside of this block nothing of IPv6 is given out (IANA, IPv6 Global Unicast Address Assignments).
  if (address.kind() === "ipv6" && !address.match(ipaddr.parseCIDR("2000::/3"))) return false;
  return !own.some((one) => ipaddr.isValid(one) && ipaddr.parse(one).toString() === address.toString());
}

/** Public by their number, and yet a cloud's own service for the machine that asks (Azure's host). */
const closedV4 = ["168.63.129.16/32"];
/** Carriers of IPv4 (6to4, Teredo), documentation, and benchmarking, whatever the library's tables say of them. */
const closedV6 = ["2002::/16", "2001::/23", "2001:db8::/32", "3fff::/20"];

/** A public address of this machine leads to what it serves to itself only. */
function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));
}
