import { z } from "zod";
import { LOCALES, ROLES } from "../../../../domain/words.js";

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const inForce = z.strictObject({ hash: z.string(), since: z.iso.datetime().describe("Machine time") }).meta({ id: "InForce" });

export const settings = z
  .strictObject({
    version: z.string(),
    policy: inForce,
    dialogs: inForce,
    files: z.array(
      z.strictObject({
        file: z.string(),
        settings: z.array(
          z
            .strictObject({
              path: z.string().describe("Keys from the top of the file, joined by dots"),
              value: z.union([scalar, z.array(scalar)]),
              line: z.number().nullable().describe("Null where the file says something else by now, or is not on this machine"),
            })
            .meta({ id: "Setting" }),
        ),
      }),
    ),
    channels: z.array(z.strictObject({ id: z.string(), kind: z.string(), setUp: z.boolean() })),
  })
  .meta({ id: "Settings" });

export const shift = z
  .strictObject({
    id: z.string(),
    name: z.record(z.enum(LOCALES), z.string()),
    duty: z.strictObject({ id: z.guid(), name: z.string() }).nullable().describe("Who has its tickets until a person takes them"),
    people: z.array(
      z.strictObject({
        id: z.guid(),
        name: z.string(),
        role: z.enum(ROLES),
        available: z.boolean(),
        onDuty: z.boolean().describe("At a team's duty post"),
        openTickets: z.number(),
      }),
    ),
  })
  .meta({ id: "Team" });
