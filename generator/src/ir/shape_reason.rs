//! Why did a schema become this kind of type? `lower` decides it, and says it with the kind.

/// Why a type is an object, an enum, a union or an alias.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShapeReason {
    /// The type has no body yet. No later stage gets this.
    Undecided,
    /// It has `properties`.
    Properties,
    /// `additionalProperties: false`, and no member is declared.
    NoMembers,
    /// Several schemas describe one value, and what they say is one type.
    Merged(MergedBy),
    /// `enum` lists values of one kind.
    Values(EnumRepr),
    /// Each variant of the keyword has one value.
    ConstantVariants(Keyword),
    /// The keyword lists variants.
    Variants(Keyword),
    /// The members beside the variants are members of each of them.
    MembersOfEachVariant(Keyword),
    /// All variants of the keyword are one type.
    OneType(Keyword),
    /// The schema has a discriminator, and others extend it.
    Extended,
    /// It is only a `$ref`.
    Reference,
    /// `allOf` has one part that says what the value is.
    OnlyPart,
    /// The schema says nothing that needs a type of its own.
    Plain,
    /// It says what an earlier inline schema says.
    Repeats,
    /// It is a list or a map in a loop of aliases, which has to end somewhere.
    EndsLoop,
    /// It is only another name of itself.
    NamesItself,
    /// Lists and maps are nested too deeply for the compiler.
    TooDeep,
    /// The parts of `allOf` are unions, or unlike values, which no type joins.
    NotJoined,
    /// Nothing that becomes code needs it: other types took its members, or no selected operation leads to it.
    Unused,
}

/// Which schemas describe one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergedBy {
    /// The parts of `allOf`, and what stands beside them.
    AllOf,
    /// Variants of `anyOf` that demand the same members, so that no value tells them apart.
    AnyOf,
    /// A union with one variant that adds anything, and what stands beside it.
    BesideUnion,
    /// A variant of a union, and the members beside the union.
    Variant,
    /// Two parts of `allOf` that both say what a member, an item or a value of a map is.
    TwoTypes,
}

/// What the values of an enum are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnumRepr {
    String,
    Integer,
}

/// The keyword that lists the variants of a union.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Keyword {
    /// A value is exactly one of the variants.
    #[default]
    OneOf,
    /// A value may be several of the variants at once.
    AnyOf,
}

impl Keyword {
    /// As a document has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OneOf => "oneOf",
            Self::AnyOf => "anyOf",
        }
    }
}
