//! Unions: of models, of literals and models, of enums, and with a discriminator beside or around the value.

use crate::{Outcome, same, scenarios};

scenarios! {
    Type_Union_ModelsOnly_get = get_models,
    Type_Union_ModelsOnly_send = send_models,
    Type_Union_StringAndArray_send = send_text_and_list,
    Type_Union_MixedTypes_send = send_mixed,
    Type_Union_EnumsOnly_send = send_enums,
    Type_Union_StringExtensible_get = get_custom_text,
    Type_Union_Discriminated_Envelope_Object_Default_get = get_enveloped,
    Type_Union_Discriminated_Envelope_Object_Default_put = put_enveloped,
    Type_Union_Discriminated_NoEnvelope_Default_put = put_inline,
}

mod union {
    pub use c_http_specs_type_union::*;
}

async fn get_models(origin: String) -> Outcome {
    use union::{Client, models::ModelsOnlyGetResponseProp, r#type};
    let client = Client::builder().base_url(origin).build()?;
    match client.send(r#type::models_only_get()).await?.prop {
        ModelsOnlyGetResponseProp::Cat(cat) => same(cat.name.as_str(), "test"),
        other => Err(format!("{other:?} is no cat").into()),
    }
}

async fn send_models(origin: String) -> Outcome {
    use union::{Client, models, r#type};
    let client = Client::builder().base_url(origin).build()?;
    client.send(r#type::models_only_send(models::ModelsOnlySendBody::new(models::Cat::new("test")))).await?;
    Ok(())
}

async fn send_text_and_list(origin: String) -> Outcome {
    use union::{Client, models, r#type};
    let client = Client::builder().base_url(origin).build()?;
    let list = vec!["test1".to_owned(), "test2".to_owned()];
    let cases = models::StringAndArrayCases::new("test", list);
    client.send(r#type::string_and_array_send(models::StringAndArraySendBody::new(cases))).await?;
    Ok(())
}

async fn send_mixed(origin: String) -> Outcome {
    use union::{Client, models, r#type};
    let client = Client::builder().base_url(origin).build()?;
    let cat = models::Cat::new("test");
    let literal = models::MixedTypesCasesLiteralVariant2::A;
    let list = [models::MixedTypesCasesArrayItem::from(cat.clone()), literal.clone().into(), 2.into(), true.into()];
    let cases = models::MixedTypesCases::new(cat, literal, 2, true, list);
    client.send(r#type::mixed_types_send(models::MixedTypesSendBody::new(cases))).await?;
    Ok(())
}

async fn send_enums(origin: String) -> Outcome {
    use union::{Client, models, r#type};
    let client = Client::builder().base_url(origin).build()?;
    let cases = models::EnumsOnlyCases::new(models::Lr::Right, models::Ud::Up);
    client.send(r#type::enums_only_send(models::EnumsOnlySendBody::new(cases))).await?;
    Ok(())
}

async fn get_custom_text(origin: String) -> Outcome {
    use union::{Client, r#type};
    let client = Client::builder().base_url(origin).build()?;
    same(client.send(r#type::string_extensible_get()).await?.prop.as_str(), "custom")
}

mod discriminated {
    pub use c_http_specs_type_union_discriminated::*;
}

async fn get_enveloped(origin: String) -> Outcome {
    use discriminated::{Client, models::PetWithEnvelope, r#type};
    let client = Client::builder().base_url(origin).build()?;
    match client.send(r#type::default_get_with(r#type::DefaultGetParams::new().kind("cat"))).await? {
        PetWithEnvelope::PetWithEnvelopeCat(pet) => same(pet.value.name.as_str(), "Whiskers"),
        other => Err(format!("{other:?} is no cat").into()),
    }
}

async fn put_enveloped(origin: String) -> Outcome {
    use discriminated::{Client, models, r#type};
    let client = Client::builder().base_url(origin).build()?;
    let cat = models::PetWithEnvelopeCat::new(models::Cat::new("Whiskers", true));
    client.send(r#type::default_put(cat)).await?;
    Ok(())
}

async fn put_inline(origin: String) -> Outcome {
    use discriminated::{Client, models, r#type};
    let client = Client::builder().base_url(origin).build()?;
    client.send(r#type::default_put_2(models::Cat::new("Whiskers", true))).await?;
    Ok(())
}
