import type { Call } from "./call";

export interface Membership {
  /** startConferenceOnEnter: everybody waits until a member with this is there. */
  starts: boolean;
  /** endConferenceOnExit: the conference ends for all when this member leaves. */
  endsOnExit: boolean;
  maxParticipants: number;
}

interface Member extends Membership {
  call: Call;
  onEnd: () => void;
}

/** The conference rooms of all accounts, by account and name. The first call makes a room, the last to leave removes it. */
export class Conferences {
  #rooms = new Map<string, Member[]>();

  /**
   * Joins a call to a room. `onEnd` is called if the conference ends before the call leaves it. `meets`: the calls it is
   * bridged with from now on. Undefined: the room is full.
   */
  join(
    name: string,
    call: Call,
    membership: Membership,
    onEnd: () => void,
  ): { meets: Call[]; leave: () => void } | undefined {
    const key = `${call.request.account} ${name}`;
    const room = this.#rooms.get(key) ?? [];
    if (room.length >= Math.min(membership.maxParticipants, ...room.map((member) => member.maxParticipants)))
      return undefined;
    const member = { ...membership, call, onEnd };
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
    if (member.endsOnExit) for (const one of left) one.onEnd();
  }
}
