/** A client that is served at its own pace. */
export interface PacedClient<T> {
  /** Takes nothing at present. */
  readonly slow: boolean;
  /** Where in its interval it has its turn, in [0, 1). */
  readonly turn: number;
  wants(symbol: string): boolean;
  /** Time between two states of the symbol; 0 for all of them. */
  intervalMs(symbol: string): number;
  send(state: T): void;
}

/** A client among those that are served at their own pace. */
export interface Seat<T> {
  readonly client: PacedClient<T>;
  readonly places: Map<string, Place<T>>;
  /** Those whose turn came while the client was slow, the one that waited longest first. */
  readonly held: Set<Place<T>>;
}

/** The newest state of a symbol, and who follows it. */
export interface SymbolStream<T> {
  readonly symbol: string;
  newest: T;
  /** States so far. */
  version: number;
  places: number;
  /** Places that have not had the newest state. */
  behind: number;
  /** Places that had the newest state, and whose turn it is as soon as there is another. */
  readonly idle: Set<Place<T>>;
}

/** How far a client has come with a symbol. It is idle, held, ready or waits for its turn. */
export interface Place<T> {
  readonly stream: SymbolStream<T>;
  readonly seat: Seat<T>;
  readonly intervalMs: number;
  /** Of the newest state that the client had. */
  version: number;
  /** Given up; what still points to it passes it by. */
  gone: boolean;
}
