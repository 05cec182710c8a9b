import { theseMean } from "./said.js";

// Own sentences, as customers type them; the labelled sets stay outside the repository.

theseMean({ category: "presale", intent: "demand", priority: "P4", complaint: false }, [
  "does this come in a smaller size",
  "any deals for returning customers",
  "how many devices can i link to one account",
  "would this heater be enough for a 30 sqm room",
]);

theseMean({ category: "insale", intent: "demand", priority: "P3", complaint: false }, [
  "i forgot to add the apartment number to my order",
  "can you combine the two orders i made today",
  "why was i billed 40 dollars extra",
]);

theseMean({ category: "aftersale", intent: "demand", priority: "P3", complaint: false }, [
  "the coffee machine leaks from the bottom",
  "my screen went black after the update",
  "the shoes are too tight, can i swap them",
  "i was sent two left gloves",
  "export to pdf gives me an empty file",
]);

theseMean({ category: "aftersale", intent: "demand", priority: "P1", complaint: false }, [
  "nobody in the company can open the system since this morning",
  "all payments are being rejected in every store, please help immediately",
]);

theseMean({ category: "aftersale", intent: "complaint", priority: "P3", complaint: true }, [
  "third time i'm writing about this and still no answer",
  "honestly the worst purchase of my life",
  "what a joke, the technician came three hours late and left",
]);

theseMean({ category: "value_added", intent: "demand", priority: "P2", complaint: false }, [
  "we'd like a one day course for our sales people",
  "can you make us a version with our own login page",
]);

theseMean({ category: null, intent: "human", priority: null, complaint: false }, ["put me through to a person"]);

theseMean({ category: null, intent: "status", priority: null, complaint: false }, ["where do we stand with my case"]);

theseMean({ category: null, intent: "cancel", priority: null, complaint: false }, ["ignore that, i don't need it anymore"]);

theseMean({ category: null, intent: "greeting", priority: null, complaint: false }, ["good evening"]);

theseMean({ category: null, intent: "affirm", priority: null, complaint: false }, ["exactly"]);

theseMean({ category: null, intent: "deny", priority: null, complaint: false }, ["no that's not it"]);

theseMean({ category: null, intent: "out_of_scope", priority: null, complaint: false }, [
  "can you recommend a good restaurant nearby",
]);

theseMean({ category: null, intent: "ask_contact", priority: null, complaint: false }, [
  "how do i get in touch with your sales team",
]);

theseMean({ category: null, intent: "feedback", priority: null, complaint: false }, ["love the new layout, keep it up"]);
