import type { z } from "zod";
import type { alert, alerts } from "../../../../src/adapters/http/api/schemas/alert.js";
import type { report } from "../../../../src/adapters/http/api/schemas/report.js";
import type { settings, shift } from "../../../../src/adapters/http/api/schemas/settings.js";
import type { AlertPage, AlertView } from "../../../../src/application/alerts/alerts.js";

import type { ReportView } from "../../../../src/application/reports/ports.js";
import type { SettingsView, ShiftView } from "../../../../src/application/settings.js";

/** True where both know the same fields with the same values. */
type Same<A, B> = [Required<A>] extends [Required<B>] ? ([Required<B>] extends [Required<A>] ? true : false) : false;
type Is<S extends z.ZodType, V> = Same<z.output<S>, V> & Same<keyof z.output<S>, keyof V>;

test("the schemas of alerts and figures are what stands behind them", () => {
  const same: [
    Is<typeof alert, AlertView>,
    Is<typeof alerts, AlertPage>,
    Is<typeof report, ReportView>,
    Is<typeof settings, SettingsView>,
    Is<typeof shift, ShiftView>,
  ] = [true, true, true, true, true];
  expect(same).not.toContain(false);
});
