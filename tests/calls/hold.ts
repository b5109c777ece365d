/** The runtime's hold: keeps the caller while a port call runs. No step has made it, and the simulator has none. */
export const isHold = (twiml: string) =>
  /<Response><Pause[^>]*\/><Redirect[^>]*>[^<]*<\/Redirect><\/Response>$/.test(twiml);
