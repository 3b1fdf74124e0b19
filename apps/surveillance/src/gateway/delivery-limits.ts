/** How often the gateway looks who keeps up and sends what is due; also the grain of `maxRate`. */
export const TICK_MS = 10;

/**
 * A client for which this many times SLOW_CLIENT_BUFFER wait is let go. Snapshots are conflated long before;
 * only what must not be lost (alerts, anomalies) can pile up so far.
 */
export const HOPELESS_FACTOR = 16;

/** Snapshots that a client gets on joining a snapshot room. */
export const HISTORY_SNAPSHOTS = 100;
