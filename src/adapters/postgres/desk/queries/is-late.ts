/**
 * Broken without a word and not done yet: its alerts, or the step that keeps it in sight after them, are still to come. Along the
 * partial indexes commitments_late, which hold nothing else.
 */
export const isLate = (c: string): string =>
  `${c}.state = 'broken' and ${c}.next_at is not null and ${c}.said_at is null and ${c}.owed_by <> 'customer'`;
