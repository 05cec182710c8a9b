/** A promise of the desk that was kept or broken, on commitments `c`; what the customer owed (acceptance) is no promise of the desk. */
export const ENDED_PROMISE = "c.state in ('met', 'broken') and c.owed_by <> 'customer'";
