import type { IncomingMessage } from "node:http";
import { BlockList, isIP, isIPv6 } from "node:net";

export interface CallerAddress {
  /** The client's address; behind a trusted proxy the nearest untrusted one it names. */
  of(request: IncomingMessage): string;
  /** `https://host` as the client reaches us: PUBLIC_URL, else what the request says of itself. */
  baseUrlOf(request: IncomingMessage): string;
}

/** `trustedProxies`: addresses or networks (`10.0.0.0/8`) whose X-Forwarded-For and -Proto are believed. */
export function makeCallerAddress({
  trustedProxies,
  publicUrl,
}: {
  trustedProxies: readonly string[];
  publicUrl: string | null;
}): CallerAddress {
  const trusted = blockListOf(trustedProxies);
  const isTrusted = (address: string): boolean => {
    if (trustedProxies.length === 0) return false;
    const version = isIP(address);
    return version !== 0 && trusted.check(address, version === 6 ? "ipv6" : "ipv4");
  };
  return {
    of: (request) => {
      const peer = plain(request.socket.remoteAddress ?? "");
      if (!isTrusted(peer)) return peer;
      const hops = headerText(request, "x-forwarded-for")
        .split(",")
        .map((hop) => plain(hop.trim()));
      return hops.reverse().find((hop) => isIP(hop) !== 0 && !isTrusted(hop)) ?? peer;
    },
    baseUrlOf: (request) => {
      if (publicUrl !== null) return publicUrl.replace(/\/+$/, "");
      const byProxy = isTrusted(plain(request.socket.remoteAddress ?? ""));
      const scheme = byProxy && /^https\b/i.test(headerText(request, "x-forwarded-proto")) ? "https" : "http";
      const forwarded = byProxy ? headerText(request, "x-forwarded-host") : "";
      return `${scheme}://${hostOf(forwarded) ?? hostOf(request.headers.host ?? "") ?? `127.0.0.1:${request.socket.localPort}`}`;
    },
  };
}

/** Limits count a whole IPv6 network of one customer (/64) as one address. */
export function limitKeyOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [left = "", right] = address.split("::");
  const head = left === "" ? [] : left.split(":");
  const tail = right === undefined || right === "" ? [] : right.split(":");
  const zeros = right === undefined ? 0 : 8 - head.length - tail.length;
  return [...head, ...Array<string>(Math.max(0, zeros)).fill("0"), ...tail].slice(0, 4).join(":");
}

const hostOf = (host: string): string | null =>
  /^[\w.-]{1,253}(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i.test(host) ? host : null;
const plain = (address: string): string => (address.startsWith("::ffff:") && address.includes(".") ? address.slice(7) : address);

function headerText(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(",") : (value ?? "");
}

function blockListOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address, prefix] = network.split("/") as [string, string?];
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}
