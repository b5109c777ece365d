/**
 * A whole number from 0 to below `sides` (at most 2^31), decided by `key` alone and spread evenly over different keys:
 * 53 bits of a multiplicative hash (cyrb53), so that no side is favoured by more than `sides` / 2^53.
 */
export function draw(key: string, sides: number): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < key.length; at += 1) {
    const unit = key.charCodeAt(at);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return ((low >>> 0) + (high & 0x1fffff) * 2 ** 32) % sides;
}
