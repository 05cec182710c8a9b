/** Whether the delivery last asked for in this column is still on its way. */
export const CARD_WAITS = "exists (select from deliveries w where w.id = c.card_delivery and w.state = 'waiting')";
