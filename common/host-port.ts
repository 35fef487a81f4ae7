/** An address with its port as people write it: the usual port is left out, an IPv6 address stands in brackets. */
export function hostPort(address: string, port: number): string {
  if (port === 22) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
