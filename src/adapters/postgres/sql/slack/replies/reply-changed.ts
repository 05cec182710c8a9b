/** Of replies `r` in the state `s`: it is not the one shown, and nothing is on its way to show it. */
export const REPLY_CHANGED = `s.state is distinct from r.shown
    and not exists (select from deliveries w where w.id = r.mark_delivery and w.state = 'waiting')`;
