/** Names of the demo's people and solutions. */

const firstNames = [
  "Ada",
  "Amara",
  "Anders",
  "Bianca",
  "Bruno",
  "Carmen",
  "Chidi",
  "Daria",
  "Elif",
  "Emil",
  "Farah",
  "Finn",
  "Greta",
  "Hana",
  "Ines",
  "Ivan",
  "Jonas",
  "Jun",
  "Kofi",
  "Lea",
  "Lin",
  "Malik",
  "Mara",
  "Nia",
  "Noor",
  "Olga",
  "Omar",
  "Pavel",
  "Priya",
  "Quinn",
  "Rosa",
  "Sami",
  "Tariq",
  "Thea",
  "Uma",
  "Viktor",
  "Wanda",
  "Yara",
  "Yusuf",
  "Zoë",
];

const lastNames = [
  "Abebe",
  "Almeida",
  "Andersen",
  "Bauer",
  "Castillo",
  "Chen",
  "Costa",
  "Demir",
  "Dubois",
  "Eriksen",
  "Fischer",
  "García",
  "Haddad",
  "Hoffmann",
  "Ito",
  "Jansen",
  "Kovač",
  "Kumar",
  "Larsen",
  "Lindqvist",
  "Mensah",
  "Moreau",
  "Nakamura",
  "Novak",
  "Okafor",
  "Olsen",
  "Patel",
  "Petrov",
  "Quispe",
  "Rossi",
  "Santos",
  "Schmidt",
  "Silva",
  "Tanaka",
  "Ueda",
  "Varga",
  "Weber",
  "Yamada",
  "Yilmaz",
  "Zhang",
];

export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** The person with that number; every address is unique. */
export function personNumber(index: number): Person {
  const firstName = firstNames[index % firstNames.length] ?? "Ada";
  const lastName = lastNames[(index * 7 + Math.floor(index / 40)) % lastNames.length] ?? "Abebe";
  const plain = `${firstName}.${lastName}`
    .normalize("NFD")
    .replace(/[^a-zA-Z.]/g, "")
    .toLowerCase();
  return { firstName, lastName, email: `${plain}.${index}@demo.example` };
}

export const solutions = [
  ["inspections", "Site inspections", "Field work"],
  ["expenses", "Travel and expenses", "Finance"],
  ["onboarding", "Onboarding of new colleagues", "People"],
  ["inventory", "Inventory count", "Logistics"],
  ["shifts", "Shift planning", "People"],
  ["deliveries", "Proof of delivery", "Logistics"],
  ["safety", "Safety incidents", "Field work"],
  ["visits", "Customer visits", "Sales"],
  ["quality", "Quality audits", "Production"],
  ["maintenance", "Machine maintenance", "Production"],
  ["timesheets", "Timesheets", "Finance"],
  ["suggestions", "Suggestions", "People"],
] as const;
