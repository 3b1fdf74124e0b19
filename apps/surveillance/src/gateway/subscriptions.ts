import { type RoomKind } from '@genesis/contracts';
import { type Room, roomName } from './rooms.js';

interface Subscription {
  readonly room: Room;
  /** Snapshots a second and symbol; null for all of them. */
  readonly maxRate: number | null;
}

/** The rooms that one client asked for. */
export class Subscriptions {
  readonly #byName = new Map<string, Subscription>();
  #followsSnapshots = false;
  #rateLimited = false;

  /** In a room of snapshots. Asked for many times a second, as is `rateLimited`. */
  get followsSnapshots(): boolean {
    return this.#followsSnapshots;
  }

  /** Asked for a rate in one of them. */
  get rateLimited(): boolean {
    return this.#rateLimited;
  }

  /** Joins, or changes the rate of a room that was joined before. Returns whether it is new. */
  set(room: Room, maxRate: number | null): boolean {
    const isNew = !this.#byName.has(room.name);
    this.#byName.set(room.name, { room, maxRate });
    this.#summarise();
    return isNew;
  }

  find(name: string): Room | undefined {
    return this.#byName.get(name)?.room;
  }

  delete(name: string): boolean {
    const wasJoined = this.#byName.delete(name);
    this.#summarise();
    return wasJoined;
  }

  all(): Room[] {
    return [...this.#byName.values()].map(({ room }) => room);
  }

  /**
   * The rooms to be in so that each message arrives once: the room of all symbols stands for those of single
   * ones.
   */
  reach(kind: RoomKind): string[] {
    if (this.#byName.has(kind)) return [kind];
    return this.all()
      .filter((room) => room.kind === kind)
      .map(({ name }) => name);
  }

  /** Symbols whose snapshots it follows; null for all of them. */
  followedSymbols(): ReadonlySet<string> | null {
    if (this.#byName.has('snapshots')) return null;
    const rooms = this.all().filter(({ kind }) => kind === 'snapshots');
    return new Set(rooms.flatMap(({ symbol }) => symbol ?? []));
  }

  wantsSnapshots(symbol: string): boolean {
    return this.#snapshotsOf(symbol) !== undefined;
  }

  /** Time between two snapshots of a symbol, 0 for all of them; its own room goes before that of all symbols. */
  snapshotIntervalMs(symbol: string): number {
    const maxRate = this.#snapshotsOf(symbol)?.maxRate ?? null;
    return maxRate === null ? 0 : 1000 / maxRate;
  }

  #summarise(): void {
    const subscriptions = [...this.#byName.values()];
    this.#followsSnapshots = subscriptions.some(({ room }) => room.kind === 'snapshots');
    this.#rateLimited = subscriptions.some(({ maxRate }) => maxRate !== null);
  }

  #snapshotsOf(symbol: string): Subscription | undefined {
    return this.#byName.get(roomName('snapshots', symbol)) ?? this.#byName.get('snapshots');
  }
}
