"use client";
import { Slot } from "radix-ui";
import { type ComponentProps, createContext, useContext } from "react";
import { lazyOnIdle, usePlaceholder } from "./lazy-on-idle";
import type * as Engine from "./menu-engine";

type MenuProps = Omit<ComponentProps<typeof Engine.Menu>, "pendingAction">;

/** The menu library is 15 KiB, which the first paint of a page does not need. */
const engine = lazyOnIdle(() => import("./menu-engine"));
const Parts = createContext<typeof Engine | null>(null);

/**
 * A menu behind a button. A chosen action runs after the menu has closed and its button has the focus again, so that a dialog
 * which the action opens returns the focus to that button.
 */
export function Menu(props: MenuProps) {
  const parts = engine.use();
  const { pendingAction, events } = usePlaceholder(engine.load);
  if (!parts)
    return (
      <Slot.Root {...events} aria-haspopup="menu" aria-expanded={false}>
        {props.trigger}
      </Slot.Root>
    );
  return (
    <Parts.Provider value={parts}>
      <parts.Menu {...props} pendingAction={pendingAction.current} />
    </Parts.Provider>
  );
}

export function MenuItem(props: ComponentProps<typeof Engine.MenuItem>) {
  const parts = useContext(Parts);
  return parts ? <parts.MenuItem {...props} /> : null;
}

/** A menu entry that is a link: its child is the link, with its icon. */
export function MenuLink(props: ComponentProps<typeof Engine.MenuLink>) {
  const parts = useContext(Parts);
  return parts ? <parts.MenuLink {...props} /> : null;
}

export function MenuLine() {
  const parts = useContext(Parts);
  return parts ? <parts.MenuLine /> : null;
}
