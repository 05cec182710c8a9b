import { isIPv6 } from "node:net";

/** The network of an address, not the person's line: /24, of IPv6 /48. What is no address is left out. */
export function cutAddress(address: string): string {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) return address.replace(/\d+$/, "0");
  if (!isIPv6(address)) return "";
  const [left = "", right] = address.split("::");
  const head = left === "" ? [] : left.split(":");
  const tail = right === undefined || right === "" ? [] : right.split(":");
  const zeros = right === undefined ? 0 : Math.max(0, 8 - head.length - tail.length);
  return `${[...head, ...Array<string>(zeros).fill("0"), ...tail].slice(0, 3).join(":")}::`;
}
