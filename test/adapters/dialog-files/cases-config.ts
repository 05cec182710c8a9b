/** What is changed, in which file, and what the fault must say. */
export type Case = [says: string, file: string, find: string, put: string, message: string, remedy: string];

const SLA = "config/sla.yaml";
const DESK = "config/desk.yaml";
const ROUTING = "config/routing.yaml";
const CHANNELS = "config/channels.yaml";

export const CONFIG_CASES: Case[] = [
  // YAML
  ["a tab", SLA, "  warnAt: 0.75", "\twarnAt: 0.75", "Tabs are not allowed as indentation", "Indent with spaces."],
  ["a key twice", DESK, "region: CN", "region: CN\nregion: CN", "Map keys must be unique", "Keep one of the two."],
  [
    "an open bracket",
    DESK,
    "company: { zh-CN: 澄川科技, en: Chengchuan }",
    "company: { zh-CN: 澄川科技, en: Chengchuan",
    "Flow map",
    "YAML",
  ],
  ["a tag", DESK, "region: CN", "region: !js CN", "Unresolved tag", "Take out the tag"],
  // Keys and shapes
  ["an unknown key", SLA, "holdAt: 0.9", "holdAt: 0.9\n  whisper: 10 min", 'unknown key "whisper"', "Take it out"],
  ["a mistyped key", SLA, "takeover:\n  silence:", "takeover:\n  silense:", 'unknown key "silense"', 'Did you mean "silence"?'],
  ["a missing key", SLA, "  holdAt: 0.9\n", "", '"holdAt" is missing', "Add holdAt, a number."],
  ["a missing duration", SLA, "  callWithin: 4 h\n", "", '"callWithin" is missing', "Add callWithin."],
  ["a number in the wrong place", SLA, "holdAt: 0.9", "holdAt: many", '"holdAt" does not fit', "Correct the value, a number."],
  [
    "an unknown value",
    SLA,
    "answer: 10 min\n  clock: service",
    "answer: 10 min\n  clock: servise",
    '"servise" is not a value of "clock"',
    'Did you mean "service"?',
  ],
  ["a share of more than one", SLA, "holdAt: 0.9", "holdAt: 90", '"holdAt" does not fit', "less than 1"],
  // Durations
  ["a bare number", SLA, "silence: 30 min", "silence: 30", "30 is not a duration", 'such as "30 min"'],
  ["ISO 8601", SLA, "silence: 30 min", "silence: PT30M", '"PT30M" is not a duration', 'such as "30 min"'],
  ["no time", SLA, "silence: 30 min", "silence: 0 min", '"0 min" is no time at all', "Give more than 0."],
  ["too long", SLA, "silence: 30 min", "silence: 400 d", '"400 d" is longer than a year', "Give at most 366 d."],
  // Contradictions
  [
    "holding before warning",
    SLA,
    "holdAt: 0.9",
    "holdAt: 0.7",
    "tell.holdAt must be above tell.warnAt",
    "Raise it, or change tell.warnAt.",
  ],
  [
    "a reminder after the silence",
    SLA,
    "reminderWorkingDays: 1",
    "reminderWorkingDays: 3",
    "reminder comes before the ticket is closed",
    "Lower it",
  ],
  [
    "a survey's reminder after its end",
    SLA,
    "reminder: 24 h",
    "reminder: 8 d",
    "reminder comes before the survey expires",
    "Lower it",
  ],
  [
    "an outage slower than P1",
    SLA,
    "firstResponse: 10 min",
    "firstResponse: 40 min",
    "an outage is the most urgent of P1",
    "Lower it",
  ],
  ["the manager before the supervisor", SLA, "manager: 1 h", "manager: 5 min", "before the manager", "Raise it"],
  [
    "P1 in service hours",
    SLA,
    "P1: { firstResponse: 30 min, clock: always",
    "P1: { firstResponse: 30 min, clock: service",
    "around the clock",
    "Write always.",
  ],
  ["telling too early", SLA, "before: 10 min", "before: 3 h", "told of a delay at once", "Lower it"],
  // Names that lead nowhere
  [
    "an unknown team",
    ROUTING,
    "aftersale: { team: technical",
    "aftersale: { team: tecnical",
    'no team "tecnical"',
    'Did you mean "technical"?',
  ],
  ["an unknown default team", DESK, "defaultTeam: service", "defaultTeam: nobody", 'no team "nobody"', "Use one of: service"],
  ["a team twice", DESK, "- id: sales", "- id: service", 'team "service" is there twice', "another id"],
  [
    "no playbook",
    ROUTING,
    "  insale: { team: service, survey: full, visit: false } # 售中支持\n",
    "",
    '"insale" is missing',
    "Add insale",
  ],
  ["a bad region", DESK, "region: CN", "region: China", "two capital letters", "Correct the value"],
  // Channels
  ["a file of no size", CHANNELS, "megabytesMost: 20", "megabytesMost: 0", '"megabytesMost" does not fit', "at least 1"],
  [
    "a file too large for the table",
    CHANNELS,
    "megabytesMost: 20",
    "megabytesMost: 500",
    '"megabytesMost" does not fit',
    "at most 100",
  ],
  ["too many files", CHANNELS, "countMost: 5", "countMost: 50", '"countMost" does not fit', "at most 10"],
  [
    "a type that cannot be told",
    CHANNELS,
    "- image/webp",
    "- image/wepb",
    '"image/wepb" is not a value of',
    'Did you mean "image/webp"?',
  ],
  ["a type that is shown as a page", CHANNELS, "- image/webp", "- image/svg+xml", '"image/svg+xml" is not a value of', "Use"],
];
