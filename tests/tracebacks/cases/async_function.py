async def main():
    return await helper()
async def helper():
    raise ValueError("async")
main().send(None)
