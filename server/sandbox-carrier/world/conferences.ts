import type { Call } from "./call";

export interface Membership {
  /** While nobody who is there starts the conference, everybody waits. */
  starts: boolean;
  /** When this one leaves, the conference is over for all. */
  endsOnExit: boolean;
  most: number;
}

interface Member extends Membership {
  call: Call;
  over: () => void;
}

/** The rooms of all accounts, by account and name. A room is made by the first who comes and gone with the last. */
export class Conferences {
  #rooms = new Map<string, Member[]>();

  /**
   * Joins a call; `over` is told when the conference is over for it without its having left. `meets`: who can be heard from
   * now on. Undefined: there is no room for one more.
   */
  join(
    name: string,
    call: Call,
    membership: Membership,
    over: () => void,
  ): { meets: Call[]; leave: () => void } | undefined {
    const key = `${call.request.account} ${name}`;
    const room = this.#rooms.get(key) ?? [];
    if (room.length >= Math.min(membership.most, ...room.map((member) => member.most))) return undefined;
    const member = { ...membership, call, over };
    const all = [...room, member];
    this.#rooms.set(key, all);
    const meets = all.some((one) => one.starts) ? room.map((one) => one.call) : [];
    return { meets, leave: () => this.#leave(key, member) };
  }

  #leave(key: string, member: Member): void {
    const room = this.#rooms.get(key) ?? [];
    if (!room.includes(member)) return;
    const left = room.filter((one) => one !== member);
    for (const one of room) one.call.partner = undefined;
    if (left.length === 0 || member.endsOnExit) this.#rooms.delete(key);
    else this.#rooms.set(key, left);
    if (member.endsOnExit) for (const one of left) one.over();
  }
}
