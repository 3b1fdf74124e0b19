import { type DeliveryTally } from './delivery-tally.js';
import { DueQueue } from './due-queue.js';
import { type PacedClient, type Place, type Seat, type SymbolStream } from './place.js';
import { nextTurnMs } from './turns.js';

/**
 * The newest state per symbol for clients that cannot, or do not want to, take every one. A state is kept once for all of them,
 * and a client costs something when it is its turn, not at every row: a thousand clients that look twenty times a second
 * are twenty thousand turns, not a million offers.
 */
export class Conflation<T> {
  readonly #streams = new Map<string, SymbolStream<T>>();
  readonly #seats = new Map<PacedClient<T>, Seat<T>>();
  readonly #turns = new DueQueue<Place<T>>();
  /** Whose turn it is, at the end of the slice. */
  readonly #ready: Place<T>[] = [];

  /** @param nowMs monotonic milliseconds */
  constructor(
    private readonly tally: DeliveryTally,
    private readonly nowMs: () => number,
  ) {}

  /** Clients that are served here. */
  get size(): number {
    return this.#seats.size;
  }

  /** The newest state of the symbol; to be followed by `flush`. */
  offer(symbol: string, state: T): void {
    const stream = this.#streams.get(symbol) ?? this.#open(symbol, state);
    if (stream.behind > 0) this.tally.conflated(stream.behind);
    stream.newest = state;
    stream.version++;
    stream.behind = stream.places;
    for (const place of stream.idle) this.#call(place);
  }

  /** Sends what is due. To be called after each slice of rows, and every few milliseconds. */
  flush(): void {
    for (const place of this.#ready) if (!place.gone) this.#serve(place);
    this.#ready.length = 0;
    const now = this.nowMs();
    for (let place; (place = this.#turns.take(now)) !== undefined;) {
      if (place.gone) continue;
      if (isBehind(place)) this.#serve(place);
      else place.stream.idle.add(place);
    }
  }

  /**
   * A client comes, or wants other symbols or rates than before: then what it still had to get is sent at once. Where nothing
   * changed for a symbol, its turn stays.
   */
  settle(client: PacedClient<T>): void {
    const seat = this.#seats.get(client) ?? this.#sit(client);
    for (const stream of this.#streams.values()) {
      const before = seat.places.get(stream.symbol);
      const wanted = client.wants(stream.symbol);
      if (wanted && before?.intervalMs === client.intervalMs(stream.symbol)) continue;
      if (before !== undefined) this.#giveUp(before);
      if (wanted) this.#take(seat, stream, before?.version ?? stream.version);
    }
    this.flush();
  }

  /** The client is not slow any more: it gets the newest state of all that it missed. */
  catchUp(client: PacedClient<T>): void {
    const seat = this.#seats.get(client);
    if (seat === undefined) return;
    const held = [...seat.held];
    seat.held.clear();
    for (const place of held) this.#serve(place);
  }

  /** The client goes; where it stays as one that takes everything, it first gets what it missed. */
  dismiss(client: PacedClient<T>, stays: boolean): void {
    const seat = this.#seats.get(client);
    if (seat === undefined) return;
    this.#seats.delete(client);
    for (const place of seat.places.values()) {
      if (stays && isBehind(place) && client.wants(place.stream.symbol)) this.#send(place);
      this.#giveUp(place);
    }
  }

  /** The stream jumped: what waits belongs to the old position, and the first state of the new one is shown at once. */
  reset(): void {
    this.#streams.clear();
    this.#turns.clear();
    this.#ready.length = 0;
    for (const { places, held } of this.#seats.values()) {
      places.clear();
      held.clear();
    }
  }

  /** There is a newer state for one who had the newest. */
  #call(place: Place<T>): void {
    if (place.intervalMs === 0 && !place.seat.client.slow) return this.#send(place);
    place.stream.idle.delete(place);
    this.#ready.push(place);
  }

  #serve(place: Place<T>): void {
    const { seat, stream, intervalMs } = place;
    if (seat.client.slow) {
      seat.held.add(place);
      return;
    }
    this.#send(place);
    if (intervalMs === 0) stream.idle.add(place);
    else this.#turns.add(nextTurnMs(this.nowMs(), intervalMs, seat.client.turn), place);
  }

  #send(place: Place<T>): void {
    const { seat, stream } = place;
    place.version = stream.version;
    stream.behind--;
    seat.client.send(stream.newest);
    this.tally.delivered(1);
  }

  #open(symbol: string, newest: T): SymbolStream<T> {
    const stream = { symbol, newest, version: 0, places: 0, behind: 0, idle: new Set<Place<T>>() };
    this.#streams.set(symbol, stream);
    for (const seat of this.#seats.values()) if (seat.client.wants(symbol)) this.#take(seat, stream, 0);
    return stream;
  }

  #sit(client: PacedClient<T>): Seat<T> {
    const seat = { client, places: new Map<string, Place<T>>(), held: new Set<Place<T>>() };
    this.#seats.set(client, seat);
    return seat;
  }

  #take(seat: Seat<T>, stream: SymbolStream<T>, version: number): void {
    const intervalMs = seat.client.intervalMs(stream.symbol);
    const place = { stream, seat, intervalMs, version, gone: false };
    seat.places.set(stream.symbol, place);
    stream.places++;
    if (!isBehind(place)) stream.idle.add(place);
    else {
      stream.behind++;
      this.#ready.push(place);
    }
  }

  #giveUp(place: Place<T>): void {
    const { stream, seat } = place;
    place.gone = true;
    seat.places.delete(stream.symbol);
    seat.held.delete(place);
    stream.idle.delete(place);
    stream.places--;
    if (isBehind(place)) stream.behind--;
  }
}

function isBehind<T>({ version, stream }: Place<T>): boolean {
  return version < stream.version;
}
