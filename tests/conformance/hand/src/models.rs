//! Models: discriminators at several depths, enums, members that may be null or absent, and additional properties.

use crate::{Outcome, same, scenarios};

scenarios! {
    Type_Model_Inheritance_NestedDiscriminator_getModel = get_nested,
    Type_Model_Inheritance_NestedDiscriminator_putModel = put_nested,
    Type_Model_Inheritance_NestedDiscriminator_putRecursiveModel = put_recursive,
    Type_Model_Inheritance_NestedDiscriminator_getWrongDiscriminator = get_wrong,
    Type_Model_Inheritance_SingleDiscriminator_putRecursiveModel = put_birds,
    Type_Model_Inheritance_EnumDiscriminator_putExtensibleModel = put_golden,
    Type_Model_Inheritance_EnumDiscriminator_putFixedModel = put_cobra,
    Type_Enum_Extensible_String_getUnknownValue = get_unknown_value,
    Type_Enum_Extensible_String_putKnownValue = put_known_value,
    Type_Enum_Fixed_String_getKnownValue = get_fixed_value,
    Type_Property_Nullable_String_getNull = get_null,
    Type_Property_Nullable_String_patchNull = patch_null,
    Type_Property_Nullable_String_patchNonNull = patch_text,
    Type_Property_Optional_String_getDefault = get_absent,
    Type_Property_Optional_String_putDefault = put_absent,
    Type_Property_AdditionalProperties_IsModel_put = put_additional_models,
    Type_Property_AdditionalProperties_SpreadRecordUnion_get = get_additional_union,
}

mod nested {
    pub use c_http_specs_type_model_inheritance_nested_discriminator::*;
}

async fn get_nested(origin: String) -> Outcome {
    use nested::models::{Fish, Shark};
    use nested::{Client, r#type};
    let client = Client::builder().base_url(origin).build()?;
    let fish = client.send(r#type::get_model()).await?;
    let Fish::Shark(shark) = fish else { return Err(format!("{fish:?} is no shark").into()) };
    match *shark {
        Shark::GoblinShark(goblin) => same(goblin.age, 1),
        other => Err(format!("{other:?} is no goblin shark").into()),
    }
}

async fn put_nested(origin: String) -> Outcome {
    use nested::{Client, models::GoblinShark, r#type};
    let client = Client::builder().base_url(origin).build()?;
    client.send(r#type::put_model(GoblinShark::new(1))).await?;
    Ok(())
}

async fn put_recursive(origin: String) -> Outcome {
    use nested::models::{Fish, GoblinShark, Salmon, SawShark};
    use nested::{Client, r#type};
    let client = Client::builder().base_url(origin).build()?;
    let hate = [("key1", Fish::from(Salmon::new(4))), ("key2", GoblinShark::new(2).into())];
    let friend = Salmon::new(2).partner(Salmon::new(3)).hate(hate);
    let hated = Salmon::new(2).friends([Fish::from(Salmon::new(1)), GoblinShark::new(4).into()]);
    let salmon = Salmon::new(1)
        .partner(SawShark::new(2))
        .friends([Fish::from(friend), GoblinShark::new(3).into()])
        .hate([("key3", Fish::from(SawShark::new(3))), ("key4", hated.into())]);
    client.send(r#type::put_recursive_model(salmon)).await?;
    Ok(())
}

async fn get_wrong(origin: String) -> Outcome {
    use nested::{Client, models::Fish, r#type};
    let client = Client::builder().base_url(origin).build()?;
    match client.send(r#type::get_wrong_discriminator()).await? {
        Fish::FishBase(fish) => same((fish.age, fish.kind.as_str()), (1, "wrongKind")),
        other => Err(format!("{other:?} is known").into()),
    }
}

async fn put_birds(origin: String) -> Outcome {
    use c_http_specs_type_model_inheritance_single_discriminator::models::{Eagle, Goose, SeaGull, Sparrow};
    use c_http_specs_type_model_inheritance_single_discriminator::{Client, r#type};
    let client = Client::builder().base_url(origin).build()?;
    let eagle = Eagle::new(5).partner(Goose::new(2)).friends([SeaGull::new(2)]).hate([("key3", Sparrow::new(1))]);
    client.send(r#type::put_recursive_model(eagle)).await?;
    Ok(())
}

async fn put_golden(origin: String) -> Outcome {
    use c_http_specs_type_model_inheritance_enum_discriminator::{Client, models::Golden, r#type};
    let client = Client::builder().base_url(origin).build()?;
    client.send(r#type::put_extensible_model(Golden::new(10))).await?;
    Ok(())
}

async fn put_cobra(origin: String) -> Outcome {
    use c_http_specs_type_model_inheritance_enum_discriminator::{Client, models::Cobra, r#type};
    let client = Client::builder().base_url(origin).build()?;
    client.send(r#type::put_fixed_model(Cobra::new(10))).await?;
    Ok(())
}

async fn get_unknown_value(origin: String) -> Outcome {
    use c_http_specs_type_enum_extensible::{Client, r#type};
    let client = Client::builder().base_url(origin).build()?;
    let day = client.send(r#type::string_get_unknown_value()).await?;
    same(day.as_str(), "Weekend")
}

async fn put_known_value(origin: String) -> Outcome {
    use c_http_specs_type_enum_extensible::{Client, models::DaysOfWeekExtensibleEnum, r#type};
    let client = Client::builder().base_url(origin).build()?;
    client.send(r#type::string_put_known_value(DaysOfWeekExtensibleEnum::Monday)).await?;
    Ok(())
}

async fn get_fixed_value(origin: String) -> Outcome {
    use c_http_specs_type_enum_fixed::{Client, models::DaysOfWeekEnum, r#type};
    let client = Client::builder().base_url(origin).build()?;
    same(client.send(r#type::string_get_known_value()).await?, DaysOfWeekEnum::Monday)
}

mod nullable {
    pub use c_http_specs_type_property_nullable::*;
}

async fn get_null(origin: String) -> Outcome {
    use nullable::{Client, r#type};
    let client = Client::builder().base_url(origin).build()?;
    same(client.send(r#type::string_get_null()).await?.nullable_property, None)
}

async fn patch_null(origin: String) -> Outcome {
    use nullable::{Client, models, r#type};
    let client = Client::builder().base_url(origin).build()?;
    let patch = models::StringPropertyMergePatch::new().required_property("foo").clear_nullable_property();
    client.send(r#type::string_patch_null(patch)).await?;
    Ok(())
}

async fn patch_text(origin: String) -> Outcome {
    use nullable::{Client, models, r#type};
    let client = Client::builder().base_url(origin).build()?;
    let patch = models::StringPropertyMergePatch::new().required_property("foo").nullable_property("hello");
    client.send(r#type::string_patch_non_null(patch)).await?;
    Ok(())
}

async fn get_absent(origin: String) -> Outcome {
    use c_http_specs_type_property_optionality::{Client, r#type};
    let client = Client::builder().base_url(origin).build()?;
    same(client.send(r#type::string_get_default()).await?.property, None)
}

async fn put_absent(origin: String) -> Outcome {
    use c_http_specs_type_property_optionality::{Client, models, r#type};
    let client = Client::builder().base_url(origin).build()?;
    client.send(r#type::string_put_default(models::StringProperty::new())).await?;
    Ok(())
}

async fn put_additional_models(origin: String) -> Outcome {
    use c_http_specs_type_property_additional_properties::{Client, models, r#type};
    let client = Client::builder().base_url(origin).build()?;
    let state = models::ModelForRecord::new("ok");
    let body = models::IsModelAdditionalProperties::new(state.clone()).extra([("prop", state)]);
    client.send(r#type::is_model_put(body)).await?;
    Ok(())
}

async fn get_additional_union(origin: String) -> Outcome {
    use c_http_specs_type_property_additional_properties::{Client, r#type};
    let client = Client::builder().base_url(origin).build()?;
    let record = client.send(r#type::spread_record_union_get()).await?;
    same(record.extra.get("prop1"), Some(&"abc".into()))?;
    same(record.extra.get("prop2"), Some(&43.125.into()))
}
