//! Multipart bodies: parts of text, JSON and bytes, lists of parts, file names and media types.

use c_http_specs_payload_multipart::{BuildError, Client, PartHead, models, multipart};

use crate::{Outcome, asset, scenarios};

scenarios! {
    Payload_MultiPart_FormData_basic = basic,
    Payload_MultiPart_FormData_withWireName = with_wire_name,
    Payload_MultiPart_FormData_optionalParts = optional_parts,
    Payload_MultiPart_FormData_fileArrayAndBasic = file_array_and_basic,
    Payload_MultiPart_FormData_jsonPart = json_part,
    Payload_MultiPart_FormData_binaryArrayParts = binary_array_parts,
    Payload_MultiPart_FormData_multiBinaryParts = multi_binary_parts,
    Payload_MultiPart_FormData_checkFileNameAndContentType = file_name_and_content_type,
    Payload_MultiPart_FormData_anonymousModel = anonymous_model,
    Payload_MultiPart_FormData_HttpParts_ContentType_imageJpegContentType = image_content_type,
    Payload_MultiPart_FormData_HttpParts_ContentType_requiredContentType = required_content_type,
    Payload_MultiPart_FormData_HttpParts_ContentType_optionalContentType = optional_content_type,
    Payload_MultiPart_FormData_HttpParts_jsonArrayAndFileArray = json_array_and_file_array,
    Payload_MultiPart_FormData_HttpParts_NonString_float = float,
    Payload_MultiPart_FormData_File_uploadFileSpecificContentType = upload_file,
    Payload_MultiPart_FormData_File_uploadFileRequiredFilename = upload_named_file,
    Payload_MultiPart_FormData_File_uploadFileArray = upload_files,
}

fn client(origin: String) -> Result<Client, BuildError> {
    Client::builder().base_url(origin).build()
}

async fn basic(origin: String) -> Outcome {
    let body = models::MultiPartRequest::new("123", asset("image.jpg")?);
    client(origin)?.send(multipart::form_data_basic(body)).await?;
    Ok(())
}

async fn with_wire_name(origin: String) -> Outcome {
    let body = models::MultiPartRequestWithWireName::new("123", asset("image.jpg")?);
    client(origin)?.send(multipart::form_data_with_wire_name(body)).await?;
    Ok(())
}

async fn optional_parts(origin: String) -> Outcome {
    let client = client(origin)?;
    let none = models::MultiPartOptionalRequest::new();
    client.send(multipart::form_data_optional_parts(none.clone().id("123"))).await?;
    client.send(multipart::form_data_optional_parts(none.clone().profile_image(asset("image.jpg")?))).await?;
    client.send(multipart::form_data_optional_parts(none.id("123").profile_image(asset("image.jpg")?))).await?;
    Ok(())
}

async fn file_array_and_basic(origin: String) -> Outcome {
    let png = asset("image.png")?;
    let body =
        models::ComplexPartsRequest::new("123", models::Address::new("X"), asset("image.jpg")?, [png.clone(), png]);
    client(origin)?.send(multipart::form_data_file_array_and_basic(body)).await?;
    Ok(())
}

async fn json_part(origin: String) -> Outcome {
    let body = models::JsonPartRequest::new(models::Address::new("X"), asset("image.jpg")?);
    client(origin)?.send(multipart::form_data_json_part(body)).await?;
    Ok(())
}

async fn binary_array_parts(origin: String) -> Outcome {
    let png = asset("image.png")?;
    let body = models::BinaryArrayPartsRequest::new("123", [png.clone(), png]);
    client(origin)?.send(multipart::form_data_binary_array_parts(body)).await?;
    Ok(())
}

async fn multi_binary_parts(origin: String) -> Outcome {
    let client = client(origin)?;
    let body = models::MultiBinaryPartsRequest::new(asset("image.jpg")?);
    client.send(multipart::form_data_multi_binary_parts(body.clone())).await?;
    client.send(multipart::form_data_multi_binary_parts(body.picture(asset("image.png")?))).await?;
    Ok(())
}

async fn file_name_and_content_type(origin: String) -> Outcome {
    let body = models::MultiPartRequest::new("123", asset("image.jpg")?);
    let head = PartHead::new().file_name("hello.jpg").content_type("image/jpg");
    let request = multipart::form_data_check_file_name_and_content_type(body).part("profileImage", head);
    client(origin)?.send(request).await?;
    Ok(())
}

async fn anonymous_model(origin: String) -> Outcome {
    let body = models::FormDataAnonymousModelBody::new(asset("image.jpg")?);
    client(origin)?.send(multipart::form_data_anonymous_model(body)).await?;
    Ok(())
}

async fn image_content_type(origin: String) -> Outcome {
    let body = models::FileWithHttpPartSpecificContentTypeRequest::new(asset("image.jpg")?);
    let head = PartHead::new().file_name("hello.jpg");
    let request = multipart::content_type_image_jpeg_content_type(body).part("profileImage", head);
    client(origin)?.send(request).await?;
    Ok(())
}

async fn required_content_type(origin: String) -> Outcome {
    let body = models::FileWithHttpPartRequiredContentTypeRequest::new(asset("image.jpg")?);
    client(origin)?.send(multipart::content_type_required_content_type(body)).await?;
    Ok(())
}

async fn optional_content_type(origin: String) -> Outcome {
    let body = models::FileWithHttpPartOptionalContentTypeRequest::new(asset("image.jpg")?);
    client(origin)?.send(multipart::content_type_optional_content_type(body)).await?;
    Ok(())
}

async fn json_array_and_file_array(origin: String) -> Outcome {
    let png = asset("image.png")?;
    let body = models::ComplexHttpPartsModelRequest::new(
        "123",
        models::Address::new("X"),
        asset("image.jpg")?,
        [models::Address::new("Y"), models::Address::new("Z")],
        [png.clone(), png],
    );
    client(origin)?.send(multipart::http_parts_json_array_and_file_array(body)).await?;
    Ok(())
}

async fn float(origin: String) -> Outcome {
    client(origin)?.send(multipart::non_string_float(models::NonStringFloatBody::new(0.5))).await?;
    Ok(())
}

async fn upload_file(origin: String) -> Outcome {
    let body = models::FileUploadFileSpecificContentTypeBody::new(asset("image.png")?);
    let head = PartHead::new().file_name("image.png");
    client(origin)?.send(multipart::file_upload_file_specific_content_type(body).part("file", head)).await?;
    Ok(())
}

async fn upload_named_file(origin: String) -> Outcome {
    let body = models::FileUploadFileRequiredFilenameBody::new(asset("image.png")?);
    let head = PartHead::new().file_name("image.png");
    client(origin)?.send(multipart::file_upload_file_required_filename(body).part("file", head)).await?;
    Ok(())
}

async fn upload_files(origin: String) -> Outcome {
    let png = asset("image.png")?;
    let body = models::FileUploadFileArrayBody::new([png.clone(), png]);
    let head = PartHead::new().file_name("image.png");
    client(origin)?.send(multipart::file_upload_file_array(body).part("files", head)).await?;
    Ok(())
}
