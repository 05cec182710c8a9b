/** Whether what was last asked for of the thread is still on its way. */
export const MIRROR_WAITS = "exists (select from deliveries w where w.id = c.mirror_delivery and w.state = 'waiting')";
