/** Whether a host name or IP address means this machine itself. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '');
  return name === 'localhost' || name === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(name);
}

/** The name in a `Host` header or an authority, without its port; null where it is none. */
export function hostNameOf(authority: string): string | null {
  return URL.parse(`http://${authority}`)?.hostname ?? null;
}
