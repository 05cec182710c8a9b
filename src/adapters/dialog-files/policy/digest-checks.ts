import { DESK_CHANNEL } from "../../../application/digests/ports.js";
import type { Problem } from "../fault.js";
import { didYouMean } from "../suggest.js";
import { SIGNED, type DigestsFile } from "./digests-schema.js";
import type { SlackSection } from "./slack-schema.js";

const FILE = "config/channels.yaml";

/** Names that lead nowhere or are there twice, and secrets that nothing would use. */
export function digestProblems(
  {
    robots = [],
    digests = [],
    alerts,
    slack: { triage = [], rooms = [] } = {},
  }: DigestsFile & { slack?: SlackSection | undefined },
  teams: readonly string[] | null,
): Problem[] {
  const channels = [DESK_CHANNEL, ...robots.map(({ id }) => id), ...rooms.map(({ id }) => id)];
  return [
    ...roomProblems({ rooms, taken: [DESK_CHANNEL, ...robots.map(({ id }) => id)] }),
    ...triage.flatMap(({ team }, index) => teamProblems(["slack", "triage", index, "team"], { team, teams })),
    ...twice(
      ["robots", "id"],
      robots.map(({ id }) => id),
    ),
    ...twice(
      ["digests", "name"],
      digests.map(({ name }) => name),
    ),
    ...robots.flatMap(({ format, secret }, index): Problem[] =>
      secret === undefined || SIGNED.includes(format)
        ? []
        : [
            {
              file: FILE,
              path: ["robots", index, "secret"],
              message: `${format} signs nothing: its address is the secret`,
              remedy: "Take it out.",
            },
          ],
    ),
    // The desk shows its alerts anyway.
    ...destinations(
      ["alerts", "to"],
      alerts?.to ?? [],
      channels.filter((channel) => channel !== DESK_CHANNEL),
    ),
    ...digests.flatMap(({ to, team }, index) => [
      ...destinations(["digests", index, "to"], to, channels),
      ...teamProblems(["digests", index, "team"], { team, teams }),
    ]),
  ];
}

function teamProblems(
  path: (string | number)[],
  { team, teams }: { team: string | undefined; teams: readonly string[] | null },
): Problem[] {
  if (team === undefined || teams === null || teams.includes(team)) return [];
  return [{ file: FILE, path, message: `there is no team "${team}" in config/desk.yaml`, remedy: use(team, teams) }];
}

/** Digests and alerts name robots and rooms alike. */
const roomProblems = ({ rooms, taken }: { rooms: { id: string }[]; taken: readonly string[] }): Problem[] =>
  rooms.flatMap(({ id }, index) =>
    taken.includes(id) || rooms.findIndex((room) => room.id === id) < index
      ? [
          {
            file: FILE,
            path: ["slack", "rooms", index, "id"],
            message: `"${id}" is there twice`,
            remedy: "Give one of them another name.",
          },
        ]
      : [],
  );

const destinations = (path: (string | number)[], to: readonly string[], channels: readonly string[]): Problem[] =>
  to.flatMap((channel, place): Problem[] =>
    channels.includes(channel) && to.indexOf(channel) === place
      ? []
      : [
          {
            file: FILE,
            path: [...path, place],
            message: channels.includes(channel) ? `"${channel}" is there twice` : `there is no robot "${channel}"`,
            remedy: channels.includes(channel) ? "Keep one of the two." : use(channel, channels),
          },
        ],
  );

const use = (word: string, known: readonly string[]): string => didYouMean(word, known).replace(/^Take it out, or use/, "Use");

const twice = ([list, key]: [string, string], names: string[]): Problem[] =>
  names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ file: FILE, path: [list, index, key], message: `"${name}" is there twice`, remedy: "Give one of them another name." }],
  );
