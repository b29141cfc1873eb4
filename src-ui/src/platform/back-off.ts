/** How long to wait before attempt number `attempt` (from 0): 250 ms doubled up to 8 s. */
export function backOffMs(attempt: number): number {
  return Math.min(250 * 2 ** attempt, 8_000);
}
